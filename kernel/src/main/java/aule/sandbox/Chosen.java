package aule.sandbox;

/** The strongest rung that works on this machine, or another where one is demanded. */
record Chosen(Ladder ladder) implements Sandbox {

    @Override
    public Rung rung() {
        return ladder.strongest().rung();
    }

    @Override
    public Limits usual() {
        return ladder.strongest().usual();
    }

    @Override
    public Sandbox under(Demand demand) {
        return ladder.meeting(demand);
    }

    @Override
    public Running start(Command command) {
        return ladder.strongest().start(command);
    }
}
