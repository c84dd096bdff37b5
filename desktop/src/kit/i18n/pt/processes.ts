import type { processes as en } from '../en/processes';

/** What goes on in the background, in Portuguese. */
export const processes: Record<keyof typeof en, string> = {
  'processes.ended': 'Encerrado',
  'processes.exit': 'saída {code}',
  'processes.interrupt': 'Interromper',
  'processes.keep': 'Manter após a execução',
  'processes.kept': 'Mantido após a execução',
  'processes.log': 'O que ele diz',
  'processes.noLog': 'Ainda não disse nada.',
  'processes.none': 'Nada roda em segundo plano. Os agentes iniciam servidores e sessões aqui.',
  'processes.open': 'Abrir porta {port}',
  'processes.refused': 'Não foi possível: {why}',
  'processes.running': 'Rodando',
  'processes.session': 'Sessão {language}',
  'processes.stop': 'Parar',
  'processes.title': 'Em segundo plano',
  'processes.toRun': 'Execução',
  'reason.kernel_died': 'o kernel caiu',
  'reason.kernel_stopped': 'o kernel parou',
  'reason.project_deleted': 'o projeto foi excluído',
  'reason.run_ended': 'a execução terminou',
  'reason.stopped': 'parado',
};
