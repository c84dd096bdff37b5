package aule.sandbox;

import aule.testkit.SandboxContract;

class RunscTests extends SandboxContract {

    @Override
    protected int level() {
        return 3;
    }

    @Override
    protected int rounds() {
        return 3;
    }

    @Override
    protected boolean seen() {
        return false;
    }
}
