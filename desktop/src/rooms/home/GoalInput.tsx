import { ArrowUp, ChevronDown, Folder } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import { Avatar } from '../../kit/Avatar';
import { Button } from '../../kit/Button';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { ChoiceMenu } from '../../kit/Menu';
import { usePreferences } from '../../kit/preferences';
import { EstimateLine } from '../../shell/budget/EstimateLine';
import { useCurrentProject, usePersonas, useProjects } from '../../shell/queries';
import { useShortcut } from '../../shell/useShortcuts';
import { useStartRun } from '../../shell/useStartRun';

const CHIP =
  'inline-flex h-7 min-w-0 items-center gap-1.5 rounded-control px-2 text-sm text-ink-2 hover:bg-hover hover:text-ink';

/** The goal in a person's words, and who should pursue it where. */
export function GoalInput() {
  const { t } = useText();
  const search = useSearch();
  const [goal, setGoal] = useState('');
  const [personaId, setPersonaId] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const personas = usePersonas().data ?? [];
  const projects = useProjects().data ?? [];
  const project = useCurrentProject();
  const start = useStartRun();
  const persona =
    personas.find((it) => it.id === personaId) ?? personas.find((it) => it.id === 'pers-assistant') ?? personas[0];
  useShortcut('home.goal', () => box.current?.focus());
  useEffect(() => {
    if (search.includes('goal')) box.current?.focus();
  }, [search]);
  const submit = () => {
    if (!goal.trim() || start.isPending) return;
    start.mutate({
      goal: goal.trim(),
      ...(project ? { project_id: project.id } : {}),
      ...(personaId ? { persona_id: personaId } : {}),
    });
  };
  return (
    <form
      className="mt-4 rounded-window border border-line-strong bg-panel transition-colors focus-within:border-ember"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <textarea
        ref={box}
        rows={2}
        value={goal}
        aria-label={t('home.goal')}
        placeholder={t('home.goalHint')}
        className="field-sizing-content max-h-60 min-h-16 w-full resize-none bg-transparent px-4 pt-3.5 text-lg focus-visible:outline-none"
        onChange={(event) => setGoal(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      <div className="flex items-center gap-1 p-2">
        {persona && (
          <ChoiceMenu
            value={persona.id}
            onChoose={setPersonaId}
            choices={personas.map((it) => ({
              id: it.id,
              label: it.name,
              hint: it.description,
              icon: <Avatar persona={it} />,
            }))}
            trigger={
              <button type="button" className={CHIP} aria-label={t('chat.agentIs', { name: persona.name })}>
                <Avatar persona={persona} />
                <span className="truncate">{persona.name}</span>
                <ChevronDown className="size-3.5 shrink-0" aria-hidden />
              </button>
            }
          />
        )}
        {project && (
          <ChoiceMenu
            value={project.id}
            onChoose={(id) => usePreferences.setState({ project: id })}
            choices={projects.map((it) => ({ id: it.id, label: it.name, hint: it.folder }))}
            trigger={
              <button type="button" className={CHIP} aria-label={t('home.projectIs', { name: project.name })}>
                <Folder className="size-3.5 shrink-0" aria-hidden />
                <span className="truncate">{project.name}</span>
                <ChevronDown className="size-3.5 shrink-0" aria-hidden />
              </button>
            }
          />
        )}
        <span className="ml-auto flex min-w-0 items-center pr-1 pl-2 max-sm:hidden">
          <EstimateLine persona={persona?.id} model="" wanted={goal.trim() !== ''} />
        </span>
        <Button
          look="primary"
          type="submit"
          className="max-sm:ml-auto"
          icon={<ArrowUp />}
          disabled={!goal.trim() || start.isPending}
        >
          {t('do.start')}
        </Button>
      </div>
      {start.error && <ErrorCard error={start.error} onRetry={submit} />}
    </form>
  );
}
