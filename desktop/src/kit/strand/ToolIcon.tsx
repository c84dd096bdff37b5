import {
  CircleCheck,
  Copy,
  Eye,
  FileDiff,
  FileInput,
  FilePen,
  FilePlus2,
  FileSearch,
  FileText,
  FolderInput,
  FolderPlus,
  FolderSearch,
  FolderTree,
  Info,
  Lightbulb,
  MessageCircleQuestion,
  PenLine,
  SquareTerminal,
  Trash2,
  Wrench,
  type LucideIcon,
} from 'lucide-react';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  read_file: FileText,
  write_file: FilePlus2,
  edit_file: FilePen,
  multi_edit: FilePen,
  apply_patch: FileDiff,
  append_file: FileInput,
  list_dir: FolderTree,
  glob: FolderSearch,
  grep: FileSearch,
  stat: Info,
  make_dir: FolderPlus,
  copy: Copy,
  move: FolderInput,
  delete: Trash2,
  exec: SquareTerminal,
  think: Lightbulb,
  ask_user: MessageCircleQuestion,
  complete: CircleCheck,
  analyze_image: Eye,
  generate_text: PenLine,
  terminal_read: SquareTerminal,
  terminal_write: SquareTerminal,
};

/** The sign of a tool; a wrench for one it does not know. */
export function ToolIcon({ tool, className }: { tool: string; className?: string }) {
  const Icon = ICONS[tool] ?? Wrench;
  return <Icon strokeWidth={1.75} aria-hidden {...(className ? { className } : {})} />;
}
