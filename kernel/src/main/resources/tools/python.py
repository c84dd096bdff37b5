# Runs pieces of Python that share their variables. Requests come on descriptor 4, answers go to 3, one JSON a line.
import ast
import asyncio
import inspect
import json
import linecache
import os
import signal
import sys
import traceback

hear = os.fdopen(4, 'r', encoding='utf-8', newline='\n')
tell = os.fdopen(3, 'w', encoding='utf-8', newline='\n')
os.set_inheritable(4, False)
os.set_inheritable(3, False)
os.environ.setdefault('MPLBACKEND', 'Agg')
space = {'__name__': '__main__', '__builtins__': __builtins__}
loop = asyncio.new_event_loop()
LONGEST = 10_000
ROWS = 100


def evaluate(code, last):
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    compiled = compile(code, code_name, 'eval' if last else 'exec', flags=flags)
    result = eval(compiled, space)
    if compiled.co_flags & inspect.CO_COROUTINE:
        return loop.run_until_complete(result)
    return result


def run(source):
    tree = ast.parse(source, code_name, 'exec')
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        last = ast.Expression(tree.body.pop().value)
    if tree.body:
        evaluate(tree, False)
    return None if last is None else evaluate(last, True)


def fresh_file():
    os.makedirs('figures', exist_ok=True)
    number = 1
    while os.path.exists('figures/figure-%d.png' % number):
        number += 1
    return 'figures/figure-%d.png' % number


def figures(answer, value):
    plots = sys.modules.get('matplotlib.pyplot')
    for number in plots.get_fignums() if plots else []:
        path = fresh_file()
        plots.figure(number).savefig(path, dpi=120, bbox_inches='tight')
        plots.close(number)
        answer['files'].append(path)
    picture = getattr(value, '_repr_png_', None)
    if callable(picture) and not inspect.isclass(value):
        content = picture()
        if isinstance(content, bytes):
            path = fresh_file()
            with open(path, 'wb') as file:
                file.write(content)
            answer['files'].append(path)


def show(answer, value):
    if value is None:
        return
    space['_'] = value
    pandas = sys.modules.get('pandas')
    if pandas and isinstance(value, (pandas.DataFrame, pandas.Series)):
        frame = value.to_frame() if isinstance(value, pandas.Series) else value
        answer['tables'].append({'rows': len(frame), 'columns': len(frame.columns), 'csv': frame.head(ROWS).to_csv()})
        return
    text = repr(value)
    answer['value'] = text if len(text) <= LONGEST else text[:LONGEST] + ' …'


def told(failure):
    frames = failure.__traceback__
    while frames and frames.tb_frame.f_code.co_filename != code_name:
        frames = frames.tb_next
    return ''.join(traceback.format_exception(type(failure), failure, frames))[-LONGEST:]


signal.signal(signal.SIGINT, signal.SIG_IGN)
for line in iter(hear.readline, ''):
    request = json.loads(line)
    code_name = '<code %d>' % request['id']
    source = request['code']
    linecache.cache[code_name] = (len(source), None, source.splitlines(True), code_name)
    answer = {'id': request['id'], 'ok': True, 'value': None, 'error': '', 'tables': [], 'files': []}
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        value = run(source)
        figures(answer, value)
        show(answer, value)
    except SystemExit as stop:
        answer['value'] = 'exit(%r)' % (stop.code,)
        sys.stdin = open(os.devnull)
    except BaseException as failure:
        answer['ok'] = False
        answer['error'] = told(failure)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except Exception:
        pass
    os.write(1, b'\x1e%d\x1e' % request['id'])
    tell.write(json.dumps(answer) + '\n')
    tell.flush()
