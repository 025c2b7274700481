import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import * as vscode from 'vscode';
import { findTool, runTool, type Tool } from './tool';

/** A panel beside the text: the simulated curves and the schedule, made anew when the text rests. */
export class Preview {
  private static current: Preview | undefined;

  private readonly panel: vscode.WebviewPanel;
  private readonly listeners: vscode.Disposable[] = [];
  private document: vscode.TextDocument;
  private timer: NodeJS.Timeout | undefined;
  private running: AbortController | undefined;
  private lastBody = '';

  static open(document: vscode.TextDocument): void {
    if (Preview.current === undefined) {
      Preview.current = new Preview(document);
    } else {
      Preview.current.follow(document);
      Preview.current.panel.reveal(undefined, true);
    }
  }

  private constructor(document: vscode.TextDocument) {
    this.document = document;
    this.panel = vscode.window.createWebviewPanel(
      'cell.preview',
      'Preview',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: false, retainContextWhenHidden: true },
    );
    this.listeners.push(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === this.document && event.contentChanges.length > 0) {
          this.schedule();
        }
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor?.document.languageId === 'cell' && editor.document !== this.document) {
          this.follow(editor.document);
        }
      }),
    );
    this.panel.onDidDispose(() => this.dispose());
    this.follow(document);
  }

  private follow(document: vscode.TextDocument): void {
    this.document = document;
    this.panel.title = `Preview ${basename(document.fileName)}`;
    this.schedule(0);
  }

  private schedule(delay?: number): void {
    clearTimeout(this.timer);
    const pause = delay ?? vscode.workspace.getConfiguration('cell').get<number>('preview.delay', 700);
    this.timer = setTimeout(() => void this.refresh(), pause);
  }

  private async refresh(): Promise<void> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    const tool = findTool();
    if (tool === undefined) {
      this.show('<p>The <code>cell</code> command was not found: set <code>cell.server.path</code>.</p>', '');
      return;
    }
    this.show(this.lastBody, 'simulating…');
    const folder = await mkdtemp(join(tmpdir(), 'cell-preview-'));
    try {
      const body = await simulate(tool, this.document, folder, running.signal);
      if (!running.signal.aborted) {
        this.lastBody = body;
        this.show(body, '');
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private show(body: string, state: string): void {
    this.panel.webview.html = page(body, state);
  }

  private dispose(): void {
    clearTimeout(this.timer);
    this.running?.abort();
    this.listeners.forEach((listener) => listener.dispose());
    Preview.current = undefined;
  }
}

/** Simulates the text as it stands in the editor, saved or not; the pictures as HTML. */
async function simulate(
  tool: Tool,
  document: vscode.TextDocument,
  folder: string,
  cancel: AbortSignal,
): Promise<string> {
  const home = document.uri.scheme === 'file' ? dirname(document.uri.fsPath) : folder;
  const file = join(folder, basename(document.fileName).replace(/(\.cell)?$/, '.cell'));
  await writeFile(file, withWholeImports(document.getText(), home));
  const results = join(folder, 'results');
  const schedule = join(folder, 'schedule.svg');
  const run = await runTool(tool, ['run', file, '--out', results], home, cancel);
  if (cancel.aborted) {
    return '';
  }
  const plan = await runTool(tool, ['plan', file, '--svg', schedule], home, cancel);
  const parts: string[] = [];
  if (run.code !== 0) {
    parts.push(`<pre>${escape((run.error + run.output).replaceAll(folder + '/', '').trim())}</pre>`);
  } else {
    parts.push(...(await pictures(join(results, 'plots'))), `<pre>${escape(summary(run.output))}</pre>`);
  }
  if (plan.code === 0) {
    parts.push(`<h2>Schedule</h2>${await picture(schedule)}`);
  }
  return parts.join('\n');
}

/** The text with imports that lead to the same files from another folder. */
export function withWholeImports(text: string, home: string): string {
  return text.replace(/^(\s*import\s+")([^"\n]+)"/gm, (_, start: string, path: string) => {
    return `${start}${resolve(home, path).replaceAll('\\', '/')}"`;
  });
}

/** The report without where it was written: that folder is gone. */
function summary(output: string): string {
  const end = output.indexOf('written to');
  return (end < 0 ? output : output.slice(0, end)).trim();
}

async function pictures(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const drawn = names.filter((name) => name.endsWith('.svg')).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  return Promise.all(drawn.slice(0, 4).map((name) => picture(join(folder, name))));
}

function rank(name: string): number {
  return name.startsWith('voltage') ? 0 : 1;
}

async function picture(path: string): Promise<string> {
  const svg = await readFile(path, 'utf8').catch(() => '');
  const image = Buffer.from(svg, 'utf8').toString('base64');
  return svg === '' ? '' : `<img alt="${escape(basename(path, '.svg'))}" src="data:image/svg+xml;base64,${image}">`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function page(body: string, state: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>Preview</title>
<style>
  body { padding: 0.5rem; }
  img { max-width: 100%; background: #fff; margin-bottom: 0.75rem; border-radius: 3px; }
  pre { white-space: pre-wrap; font-family: var(--vscode-editor-font-family); }
  h2 { font-size: 1.1em; }
  .state { position: fixed; top: 0.25rem; right: 0.5rem; opacity: 0.7; }
</style>
</head>
<body><div class="state">${state}</div>${body}</body>
</html>`;
}
