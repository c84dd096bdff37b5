import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type WheelEvent } from 'react';
import { IconButton } from '../Button';
import { classes } from '../classes';
import { percentText } from '../format';
import { useText } from '../i18n/useText';
import { FIT, zoomed } from './zoom';

interface PictureViewProps {
  url: string;
  name: string;
}

/** A picture: as large as there is room for, or nearer by keys, buttons and the wheel with Ctrl. */
export function PictureView({ url, name }: PictureViewProps) {
  const { t, language } = useText();
  const [zoom, setZoom] = useState(FIT);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const picture = useRef<HTMLImageElement>(null);
  const step = (by: number) => setZoom((it) => zoomed(it, by, shownPart(picture.current)));
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { '+': 1, '=': 1, '-': -1 }[event.key];
    if (by !== undefined) step(by);
    else if (event.key === '0') setZoom(FIT);
    else return;
    event.preventDefault();
  };
  const onWheel = (event: WheelEvent) => {
    if (event.ctrlKey) step(event.deltaY < 0 ? 1 : -1);
  };
  return (
    <figure className="flex h-full min-h-0 flex-col" onKeyDown={onKeyDown} onWheel={onWheel}>
      <div
        role="region"
        aria-label={name}
        tabIndex={0}
        className="checkered flex min-h-0 flex-1 overflow-auto p-6 focus-visible:-outline-offset-2"
      >
        <img
          ref={picture}
          src={url}
          alt={name}
          onLoad={({ currentTarget: it }) => setSize({ width: it.naturalWidth, height: it.naturalHeight })}
          style={zoom === FIT ? {} : { width: size.width * zoom, maxWidth: 'none' }}
          className={classes('m-auto', zoom === FIT && 'max-h-full max-w-full object-contain')}
        />
      </div>
      <figcaption className="flex h-9 shrink-0 items-center justify-center gap-1 border-t border-line bg-panel text-sm text-ink-2">
        <IconButton size="dense" label={t('preview.smaller')} onClick={() => step(-1)}>
          <ZoomOut />
        </IconButton>
        <span className="w-14 text-center tabular-nums">
          {zoom === FIT ? t('preview.fit') : percentText(zoom, language)}
        </span>
        <IconButton size="dense" label={t('preview.larger')} onClick={() => step(1)}>
          <ZoomIn />
        </IconButton>
        <IconButton size="dense" label={t('preview.whole')} disabled={zoom === FIT} onClick={() => setZoom(FIT)}>
          <Maximize />
        </IconButton>
        {size.width > 0 && (
          <span className="pl-2 text-ink-3">
            {size.width} × {size.height}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

/** How large the picture is drawn, of its own size. */
function shownPart(picture: HTMLImageElement | null): number {
  return picture && picture.naturalWidth > 0 ? picture.width / picture.naturalWidth : 1;
}
