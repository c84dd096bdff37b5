package aule.sandbox;

import aule.testkit.SandboxContract;

class PodmanTests extends SandboxContract {

    @Override
    protected int level() {
        return 2;
    }

    @Override
    protected int rounds() {
        return 5;
    }
}
