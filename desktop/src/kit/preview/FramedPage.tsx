interface FramedPageProps {
  /** Under an origin of its own: what it shows can reach neither this desktop nor its session. */
  url: string;
  title: string;
  /** Whether it is the browser's own viewer that shows it, which a sandbox would lock out. */
  document?: boolean;
}

/** A page or document that somebody else made. */
export function FramedPage({ url, title, document = false }: FramedPageProps) {
  return (
    <iframe
      src={url}
      title={title}
      {...(document ? {} : { sandbox: 'allow-scripts allow-forms' })}
      referrerPolicy="no-referrer"
      className="size-full border-0 bg-[white]"
    />
  );
}
