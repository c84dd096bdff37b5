import type { home as en } from '../en/home';

/** Home, in Portuguese. */
export const home: Record<keyof typeof en, string> = {
  'home.dayAgo': 'há 24 h',
  'home.goal': 'Objetivo',
  'home.goalHint': 'O que deve ser feito?',
  'home.good.afternoon': 'Boa tarde.',
  'home.good.evening': 'Boa noite.',
  'home.good.morning': 'Bom dia.',
  'home.good.night': 'Noite adentro.',
  'home.last': 'Últimas execuções',
  'home.nothingEnded': 'Nenhuma execução terminou ainda.',
  'home.nothingRuns': 'Nada em execução.',
  'home.now': 'agora',
  'home.projectIs': 'Projeto: {name}',
  'home.running': 'Em execução',
  'home.spend': 'Consumo',
  'home.spendLabel': 'Tokens por hora no último dia; {count} hoje',
  'home.thingsRun.one': '{count} coisa em execução.',
  'home.thingsRun.other': '{count} coisas em execução.',
  'home.thingsWait.one': '{count} aguarda você.',
  'home.thingsWait.other': '{count} aguardam você.',
  'home.tokensToday': 'tokens hoje',
  'home.waiting': 'Aguardando',
};
