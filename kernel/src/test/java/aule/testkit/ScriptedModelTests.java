package aule.testkit;

import aule.models.ChatModel;

class ScriptedModelTests extends ChatModelContract {

    @Override
    protected ChatModel model(Turn... turns) {
        return ScriptedModel.saying(turns);
    }
}
