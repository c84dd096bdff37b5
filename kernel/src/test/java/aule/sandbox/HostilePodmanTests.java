package aule.sandbox;

import aule.testkit.HostileGuestContract;

class HostilePodmanTests extends HostileGuestContract {

    @Override
    protected int level() {
        return 2;
    }
}
