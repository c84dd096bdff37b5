package aule.sandbox;

import aule.testkit.TerminalContract;

class BubblewrapTerminalTests extends TerminalContract {

    @Override
    protected int level() {
        return 1;
    }
}
