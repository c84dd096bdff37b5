/** Which model is asked, what it may forget, and what of it is not taken; it stands in the stream of the run. */
export type ModelBody = AnswerRefused | ModelChosen | ModelFallback | ContextCompacted;

interface AnswerRefused {
  type: 'answer.refused';
  run_id: string;
  step: number;
  reason: string;
}

interface ModelChosen {
  type: 'model.chosen';
  run_id: string;
  model: string;
  rule: string;
  why: string;
}

interface ModelFallback {
  type: 'model.fallback';
  run_id: string;
  from: string;
  to: string;
  code: string;
  reason: string;
}

interface ContextCompacted {
  type: 'context.compacted';
  run_id: string;
  before_tokens: number;
  after_tokens: number;
  failure: string;
}
