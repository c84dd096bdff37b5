package aule.models.minilm;

/** A sum of weighted vectors. */
final class Sum {

    private final double[] sum = new double[MiniLm.DIMENSIONS];

    void add(float[] vector, int weight) {
        for (var at = 0; at < sum.length; at++) {
            sum[at] += (double) weight * vector[at];
        }
    }

    /** The vector of length one that points where the sum does. */
    float[] direction() {
        var squares = 0.0;
        for (var number : sum) {
            squares += number * number;
        }
        var length = Math.max(Math.sqrt(squares), Double.MIN_NORMAL);
        var vector = new float[sum.length];
        for (var at = 0; at < vector.length; at++) {
            vector[at] = (float) (sum[at] / length);
        }
        return vector;
    }
}
