package aule.gateway;

/** How the page of the contracts looks, in light and dark, wide and narrow. */
final class DocsStyle {

    static final String CSS = """
            :root { color-scheme: light dark; --ink: #1c2024; --soft: #5b636e; --line: #e3e6ea; --page: #fbfcfd;
              --card: #fff; --mark: #f1f3f6; --accent: #0b62c4; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #a2aab5; --line: #2c3138;
              --page: #111417; --card: #181c20; --mark: #22272d; --accent: #79b4ff; } }
            * { box-sizing: border-box; }
            html { scroll-padding-top: 1rem; }
            body { margin: 0; display: grid; grid-template-columns: 17rem minmax(0, 1fr); background: var(--page);
              color: var(--ink); font: 15px/1.6 ui-sans-serif, system-ui, sans-serif; }
            a { color: var(--accent); text-underline-offset: .2em; }
            :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
            code { font: .9em ui-monospace, Menlo, Consolas, monospace; background: var(--mark); padding: .1em .3em;
              border-radius: 4px; }
            .skip { position: absolute; left: -99rem; }
            .skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; z-index: 1; }
            nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem 1rem 3rem 1.5rem;
              border-right: 1px solid var(--line); }
            .brand { font-weight: 650; font-size: 1.15rem; margin: 0 0 1.25rem; }
            .brand span { color: var(--soft); font-weight: 400; font-size: .85rem; }
            nav summary { font-weight: 600; cursor: pointer; padding: .25rem 0; }
            nav ul { list-style: none; margin: 0 0 .75rem; padding: 0 0 0 .25rem; }
            nav li { break-inside: avoid; }
            nav li a { display: block; padding: .15rem .5rem; color: var(--soft); text-decoration: none;
              border-radius: 6px; font-size: .87rem; }
            nav li a:hover { background: var(--mark); color: var(--ink); }
            main { padding: 3rem clamp(1rem, 4vw, 4rem) 6rem; max-width: 62rem; min-width: 0; }
            h1 { font-size: 2rem; letter-spacing: -.02em; line-height: 1.2; margin: 0 0 .75rem; }
            h2 { font-size: 1.4rem; letter-spacing: -.01em; margin: 3.5rem 0 .25rem; }
            .lead, section > p { color: var(--soft); max-width: 46rem; }
            article { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.1rem 1.35rem;
              margin: 1rem 0; }
            article:target { border-color: var(--accent); }
            h3 { margin: 0; font-size: 1rem; display: flex; gap: .6rem; align-items: baseline; flex-wrap: wrap; }
            h4 { margin: 1.1rem 0 .35rem; font-size: .78rem; text-transform: uppercase; letter-spacing: .06em;
              color: var(--soft); }
            h4 small { text-transform: none; letter-spacing: 0; }
            .method { font: 600 .75rem ui-monospace, monospace; border-radius: 6px; padding: .2rem .5rem; color: #fff;
              background: #4a5563; }
            .get { background: #0b62c4; } .post { background: #1a7f43; } .put, .patch { background: #955800; }
            .delete { background: #b3261e; }
            .path { background: none; padding: 0; overflow-wrap: anywhere; }
            .summary { font-weight: 600; margin: .6rem 0 .2rem; }
            .permission { font: 400 .8rem ui-monospace, monospace; color: var(--soft); margin-left: .4rem; }
            article > p { margin: .2rem 0; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-size: .88rem; }
            th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-top: 1px solid var(--line);
              font-weight: 400; }
            th { white-space: nowrap; width: 1%; }
            .type { color: var(--soft); }
            .required { color: #b3261e; font-size: .75rem; }
            @media (prefers-color-scheme: dark) { .required { color: #ff8a80; } }
            .answer summary { cursor: pointer; padding: .2rem 0; font-size: .9rem; }
            @media (max-width: 52rem) { body { display: block; } nav { position: static; height: auto;
              border-right: 0; border-bottom: 1px solid var(--line); } nav ul { columns: 2; } main { padding-top: 2rem; } }
            """;

    private DocsStyle() {}
}
