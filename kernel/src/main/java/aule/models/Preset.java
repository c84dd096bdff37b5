package aule.models;

/**
 * A provider as far as it is known beforehand.
 *
 * @param baseUrl the address it usually answers at
 * @param keyVariable the variable of the environment that holds its key; empty if it takes none
 * @param local whether its models run on a machine of the owner, and so cost nothing
 * @param relay whether it hands calls on to other providers and names their models by their makers
 * @param usualModel the model to ask when nobody names one; empty for the first it lists
 */
record Preset(
        String id,
        String name,
        Protocol protocol,
        String baseUrl,
        String keyVariable,
        boolean local,
        boolean relay,
        String usualModel) {

    /** The variable of the environment that holds its address, beside that of its key. */
    String addressVariable() {
        return keyVariable.replaceFirst("_API_KEY$", "_BASE_URL");
    }

    boolean needsKey() {
        return !keyVariable.isEmpty();
    }
}
