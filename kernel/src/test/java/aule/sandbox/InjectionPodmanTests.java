package aule.sandbox;

import aule.testkit.InjectionContract;

class InjectionPodmanTests extends InjectionContract {

    @Override
    protected int level() {
        return 2;
    }
}
