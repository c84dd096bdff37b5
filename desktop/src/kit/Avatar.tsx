import {
  Bot,
  Brain,
  BriefcaseBusiness,
  Camera,
  ChartLine,
  Code,
  Compass,
  FlaskConical,
  Globe,
  Hammer,
  Languages,
  Leaf,
  Microscope,
  Music,
  Palette,
  PenLine,
  Rocket,
  Search,
  Shield,
  Sparkles,
  SquareTerminal,
  type LucideIcon,
} from 'lucide-react';
import type { CSSProperties } from 'react';
import type { Persona, PersonaColor } from '../kernel/objects';
import { classes } from './classes';

export const PERSONA_ICONS: Readonly<Record<string, LucideIcon>> = {
  bot: Bot,
  brain: Brain,
  briefcase: BriefcaseBusiness,
  camera: Camera,
  'chart-line': ChartLine,
  code: Code,
  compass: Compass,
  'flask-conical': FlaskConical,
  globe: Globe,
  hammer: Hammer,
  languages: Languages,
  leaf: Leaf,
  microscope: Microscope,
  music: Music,
  palette: Palette,
  'pen-line': PenLine,
  rocket: Rocket,
  search: Search,
  shield: Shield,
  sparkles: Sparkles,
  terminal: SquareTerminal,
};

export const PERSONA_COLORS: readonly PersonaColor[] = ['blue', 'emerald', 'violet', 'amber', 'cyan', 'rose'];

export function personaInk(color: PersonaColor | undefined): string {
  return color ? `var(--persona-${color})` : 'var(--ink-3)';
}

/** An agent's face: its icon in its colour. */
export function Avatar({
  persona,
  size = 'row',
}: {
  persona: Pick<Persona, 'icon' | 'color'> | undefined;
  size?: 'row' | 'tile';
}) {
  const Icon = (persona && PERSONA_ICONS[persona.icon]) ?? Bot;
  const style: CSSProperties = {
    color: personaInk(persona?.color),
    background: `color-mix(in oklch, ${personaInk(persona?.color)} 14%, transparent)`,
  };
  return (
    <span
      aria-hidden
      style={style}
      className={classes(
        'inline-flex shrink-0 items-center justify-center',
        size === 'row' ? 'size-5 rounded-[5px] [&_svg]:size-3' : 'size-10 rounded-panel [&_svg]:size-5',
      )}
    >
      <Icon strokeWidth={size === 'row' ? 2 : 1.5} />
    </span>
  );
}
