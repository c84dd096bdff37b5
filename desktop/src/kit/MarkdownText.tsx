import { isValidElement, type ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import gfm from 'remark-gfm';
import { CodeBlock } from './CodeBlock';

function plain(node: ReactNode): string {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return node.map(plain).join('');
  if (isValidElement<{ children?: ReactNode }>(node)) return plain(node.props.children);
  return '';
}

function languageOf(node: ReactNode): string | undefined {
  if (!isValidElement<{ className?: string }>(node)) return undefined;
  return /language-(\w+)/.exec(node.props.className ?? '')?.[1];
}

const PARTS: Components = {
  pre: ({ children }) => {
    const language = languageOf(children);
    return <CodeBlock text={plain(children)} {...(language ? { label: language } : {})} />;
  },
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
  // A picture from elsewhere would tell its server who reads this: it stays a link.
  img: ({ src, alt }) => (
    <a href={typeof src === 'string' ? src : '#'} target="_blank" rel="noreferrer noopener">
      {alt ?? src}
    </a>
  ),
  h1: ({ children }) => <h3 className="text-[17px]! leading-6!">{children}</h3>,
  h2: ({ children }) => <h4 className="text-lg">{children}</h4>,
  h3: ({ children }) => <h5 className="font-semibold">{children}</h5>,
};

/** Markdown without raw HTML. */
export function MarkdownText({ text }: { text: string }) {
  return (
    <div className="prose">
      <ReactMarkdown remarkPlugins={[gfm]} components={PARTS}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
