import type { agents as en } from '../en/agents';

/** The agents, in Portuguese. */
export const agents: Record<keyof typeof en, string> = {
  'agents.allTools': 'Nenhuma ferramenta marcada: este agente pode usar todas.',
  'agents.builtin': 'De fábrica',
  'agents.color': 'Cor',
  'agents.copyOf': '{name} (cópia)',
  'agents.delete': 'Excluir agente',
  'agents.deleteWhy': '{name} deixará de existir. As execuções que já fez permanecem.',
  'agents.description': 'Para que serve, em uma frase',
  'agents.icon': 'Ícone',
  'agents.model': 'Modelo',
  'agents.more': 'Mais sobre {name}',
  'agents.name': 'Nome',
  'agents.new': 'Novo agente',
  'agents.prompt': 'Instruções de que parte',
  'agents.reset': 'Restaurar original',
  'agents.restartPause': 'Segundos antes do primeiro reinício, dobrando',
  'agents.restarts': 'Reinícios em uma execução que falhou',
  'agents.someTools.one': 'Pode usar só esta ferramenta.',
  'agents.someTools.other': 'Pode usar só estas {count} ferramentas.',
  'agents.tools': 'Ferramentas',
};
