interface MediaViewProps {
  url: string;
  name: string;
}

/** A sound with the browser's own player. */
export function SoundView({ url, name }: MediaViewProps) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-4 p-6">
      <p className="max-w-full truncate text-ink-2">{name}</p>
      <audio controls src={url} aria-label={name} className="w-full max-w-120" preload="metadata" />
    </div>
  );
}

/** A film with the browser's own player, which reads the parts of the file it needs. */
export function FilmView({ url, name }: MediaViewProps) {
  return <video controls src={url} aria-label={name} preload="metadata" className="size-full bg-[black]" />;
}
