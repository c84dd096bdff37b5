package aule.sandbox;

import aule.testkit.InjectionContract;

class InjectionRunscTests extends InjectionContract {

    @Override
    protected int level() {
        return 3;
    }
}
