package aule.models;

/**
 * Whether a provider can be used now.
 *
 * @param reason a sentence that says why, and what to do if it cannot
 * @param models how many models it is known to have
 */
public record ProviderStatus(
        String name, boolean available, String reason, String baseUrl, boolean isLocal, int models) {}
