package aule.models.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeminiSchemaTests {

    private static void says(String schema, String gemini) {
        assertThat(GeminiSchema.of(Json.attempt(schema))).isEqualTo(Json.attempt(gemini));
    }

    @Test
    void wordsThatGeminiRefusesAreLeftOut() {
        says("""
                {"$schema":"x","type":"object","additionalProperties":false,"required":["a","gone"],
                 "properties":{"a":{"type":"integer","exclusiveMinimum":0,"minimum":1,"format":"uri","default":3}}}""", """
                {"type":"OBJECT","required":["a"],"properties":{"a":{"type":"INTEGER","minimum":1}}}""");
    }

    @Test
    void nullIsAPropertyOfTheOtherType() {
        says("{\"type\":[\"string\",\"null\"]}", "{\"type\":\"STRING\",\"nullable\":true}");
        says("{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"null\"}]}", "{\"type\":\"INTEGER\",\"nullable\":true}");
    }

    @Test
    void alternativesStayAlternatives() {
        says(
                "{\"oneOf\":[{\"type\":\"string\"},{\"type\":\"number\"}]}",
                "{\"anyOf\":[{\"type\":\"STRING\"},{\"type\":\"NUMBER\"}]}");
        says("{\"type\":[\"string\",\"number\"]}", "{\"anyOf\":[{\"type\":\"STRING\"},{\"type\":\"NUMBER\"}]}");
    }

    @Test
    void onlyTextsAreListed() {
        says("{\"type\":\"string\",\"enum\":[\"a\",\"\",\"b\"]}", "{\"type\":\"STRING\",\"enum\":[\"a\",\"b\"]}");
        says("{\"const\":\"a\"}", "{\"type\":\"STRING\",\"enum\":[\"a\"]}");
        says("{\"type\":\"integer\",\"enum\":[1,2]}", "{\"type\":\"INTEGER\"}");
    }

    @Test
    void referencesAreFollowed() {
        says("""
                {"type":"array","items":{"$ref":"#/$defs/p"},"$defs":{"p":{"type":"object","properties":{"n":{}}}}}""", """
                {"type":"ARRAY","items":{"type":"OBJECT","properties":{"n":{"type":"STRING"}}}}""");
    }

    @Test
    void aSchemaThatContainsItselfEnds() {
        var endless = Json.attempt("""
                {"type":"object","properties":{"left":{"$ref":"#"},"right":{"$ref":"#"}}}""");
        assertThat(Json.write(GeminiSchema.of(endless)).length()).isLessThan(100_000);
    }
}
