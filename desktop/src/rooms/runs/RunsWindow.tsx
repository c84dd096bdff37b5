import { Route, Switch } from 'wouter';
import { RunDetail } from './RunDetail';
import { RunList } from './RunList';

export default function RunsWindow() {
  return (
    <Switch>
      <Route path="/runs/:id">{({ id }) => <RunDetail key={id} id={id} />}</Route>
      <Route>
        <RunList />
      </Route>
    </Switch>
  );
}
