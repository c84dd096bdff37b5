package aule.models.cards;

/**
 * What a provider is, as far as the catalogue needs to know.
 *
 * @param tells whether it says itself what its models can do
 * @param free whether its models run on a machine of the owner
 * @param relay whether it hands calls on to other providers, and names models by their makers
 */
public record Terms(boolean tells, boolean free, boolean relay) {}
