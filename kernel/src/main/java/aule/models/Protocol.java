package aule.models;

/** What a provider speaks. */
public enum Protocol {
    OPENAI,
    OLLAMA,
    ANTHROPIC,
    GEMINI,
    AZURE
}
