// Runs pieces of JavaScript that share their variables. Requests come on descriptor 4, answers go to 3, one JSON a line.
const fs = require('node:fs');
const readline = require('node:readline');
const repl = require('node:repl');
const util = require('node:util');
const { PassThrough } = require('node:stream');

const LONGEST = 10000;
const console_ = repl.start({
  input: new PassThrough(),
  output: new PassThrough().resume(),
  prompt: '',
  terminal: false,
  useGlobal: true,
  breakEvalOnSigint: true,
});
globalThis.require = require;
// Nothing to settle: what is thrown then belongs to no piece of code any more.
const nobody = (failure) => process.stderr.write(told(failure) + '\n');
let settle = nobody;
const failed = (failure) => settle(failure);
// Where the console keeps a domain, what is thrown goes there instead of to whoever asked.
console_._domain?.removeAllListeners('error');
console_._domain?.on('error', failed);
process.on('uncaughtException', failed);
process.on('unhandledRejection', nobody);
const interrupt = () => settle !== nobody && console_.emit('SIGINT');
process.on('SIGINT', interrupt);

function told(failure) {
  const text = failure instanceof Error ? String(failure.stack ?? failure) : 'Thrown: ' + util.inspect(failure);
  return text
    .split('\n')
    .filter((line) => !/^ {4}at (.*(node:|\[eval\])|new Promise \(<anonymous>\))/.test(line))
    .join('\n')
    .slice(0, LONGEST);
}

function evaluate(code) {
  return new Promise((resolve) => {
    const end = (failure, value) => {
      settle = nobody;
      resolve({ failure, value });
    };
    settle = end;
    // While code runs without waiting, the engine itself listens, and only if nobody else does.
    process.off('SIGINT', interrupt);
    console_.eval(code + '\n', console_.context, 'code', end);
    process.on('SIGINT', interrupt);
  });
}

/** What was printed may still be on its way to the pipe. */
function printed() {
  return new Promise((resolve) => process.stdout.write('', () => process.stderr.write('', resolve)));
}

async function run(request) {
  const answer = { id: request.id, ok: true, value: null, error: '', tables: [], files: [] };
  const { failure, value } = await evaluate(request.code);
  if (failure) {
    answer.ok = false;
    answer.error = told(failure);
  } else if (value !== undefined) {
    globalThis._ = value;
    answer.value = util.inspect(value, { depth: 4, maxArrayLength: 200, breakLength: 110 }).slice(0, LONGEST);
  }
  await printed();
  fs.writeSync(1, `\x1e${request.id}\x1e`);
  fs.writeSync(3, JSON.stringify(answer) + '\n');
}

let last = Promise.resolve();
readline
  .createInterface({ input: fs.createReadStream(null, { fd: 4, encoding: 'utf8' }), crlfDelay: Infinity })
  .on('line', (line) => (last = last.then(() => run(JSON.parse(line)))))
  .on('close', () => process.exit(0));
