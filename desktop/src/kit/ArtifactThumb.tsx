import { AudioLines, Box, FileText, Film, Image, TextQuote } from 'lucide-react';
import { useState } from 'react';
import type { Artifact, ArtifactKind } from '../kernel/artifacts';

const ICONS = { image: Image, text: TextQuote, document: FileText, audio: AudioLines, video: Film, other: Box };

export function KindIcon({ kind, className = 'size-4' }: { kind: ArtifactKind; className?: string }) {
  const Icon = ICONS[kind];
  return <Icon className={className} strokeWidth={1.5} aria-hidden />;
}

/** The face of an artifact: its picture, the beginning of its text, or what kind of thing it is. */
export function ArtifactThumb({ artifact, picture }: { artifact: Artifact; picture: string }) {
  const [broken, setBroken] = useState(false);
  if (artifact.has_thumbnail && !broken) {
    return (
      <img
        src={picture}
        alt=""
        loading="lazy"
        decoding="async"
        onError={() => setBroken(true)}
        className="checkered size-full object-cover"
      />
    );
  }
  if (artifact.excerpt) {
    return (
      <span
        aria-hidden
        className="block size-full overflow-hidden p-2.5 text-left font-mono text-[9px] leading-[13px] break-words whitespace-pre-wrap text-ink-3"
      >
        {artifact.excerpt.slice(0, 600)}
      </span>
    );
  }
  return (
    <span className="flex size-full items-center justify-center text-ink-3">
      <KindIcon kind={artifact.kind} className="size-7" />
    </span>
  );
}
