package aule.sandbox;

/**
 * One rung as it was probed on this machine.
 *
 * @param works whether commands can run on it here
 * @param reason one sentence: what is in force, or why it does not work
 * @param remedy one sentence: what to do about it; empty if it works
 */
public record Tried(Sandbox.Rung rung, boolean works, String reason, String remedy) {}
