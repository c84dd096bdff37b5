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

    @Override
    public Live hold(Command command) {
        return ladder.strongest().hold(command);
    }

    @Override
    public Sandbox near(Live live) {
        return ladder.strongest().near(live);
    }

    @Override
    public Terminal terminal(Command command, Size size) {
        return ladder.strongest().terminal(command, size);
    }
}
