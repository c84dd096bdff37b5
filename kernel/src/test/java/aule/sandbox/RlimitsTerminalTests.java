package aule.sandbox;

import aule.testkit.TerminalContract;

class RlimitsTerminalTests extends TerminalContract {

    @Override
    protected int level() {
        return 4;
    }
}
