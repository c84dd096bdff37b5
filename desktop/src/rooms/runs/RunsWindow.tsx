import { Route, Switch } from 'wouter';
import { Compare } from './past/Compare';
import { RunDetail } from './RunDetail';
import { RunList } from './RunList';

export default function RunsWindow() {
  return (
    <Switch>
      <Route path="/runs/compare">
        <Compare />
      </Route>
      <Route path="/runs/:id">{({ id }) => <RunDetail key={id} id={id} />}</Route>
      <Route>
        <RunList />
      </Route>
    </Switch>
  );
}
