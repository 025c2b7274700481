import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { CellDebugging, debugExperiment } from './debug';
import { Preview } from './preview';
import { restartServer, startServer, stopServer } from './server';
import { CellTasks, makeTask } from './tasks';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const register = (name: string, act: (...args: string[]) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(name, act));
  // Commands above declarations bring the file and the declaration's name; from the palette it is the open file.
  register('cell.check', (path) => runTask('check', path));
  register('cell.run', (path, name) => runTask('run', path, name === undefined ? [] : ['--experiment', name]));
  register('cell.debug', async (path, name) => {
    const file = await procedure(path);
    if (file !== undefined) {
      await debugExperiment(file, name);
    }
  });
  register('cell.plan', (path) => runTask('plan', path));
  register('cell.export', exportProtocol);
  register('cell.openRun', openLastRun);
  register('cell.preview', openPreview);
  register('cell.restartServer', restartServer);
  const debugging = new CellDebugging();
  context.subscriptions.push(
    vscode.debug.registerDebugAdapterDescriptorFactory('cell', debugging),
    vscode.debug.registerDebugConfigurationProvider('cell', debugging),
    vscode.tasks.registerTaskProvider('cell', new CellTasks()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('cell.server.path')) {
        void restartServer();
      }
    }),
  );
  await startServer();
}

export function deactivate(): Promise<void> {
  return stopServer();
}

/** The procedure that a command is about, saved; undefined where none is open. */
async function procedure(path?: string): Promise<string | undefined> {
  const document =
    path === undefined
      ? vscode.window.activeTextEditor?.document
      : vscode.workspace.textDocuments.find((each) => each.uri.fsPath === path);
  if (path === undefined && document?.languageId !== 'cell') {
    void vscode.window.showInformationMessage('Open a .cell file first.');
    return undefined;
  }
  if (document?.isUntitled) {
    void vscode.window.showInformationMessage('Save the procedure first.');
    return undefined;
  }
  await document?.save();
  return path ?? document?.uri.fsPath;
}

async function runTask(command: string, path?: string, more: readonly string[] = []): Promise<void> {
  const file = await procedure(path);
  if (file !== undefined) {
    await vscode.tasks.executeTask(makeTask({ type: 'cell', command, file }, more));
  }
}

async function exportProtocol(path?: string, name?: string): Promise<void> {
  const file = await procedure(path);
  if (file === undefined) {
    return;
  }
  const terminal = vscode.window.createTerminal({ name: 'cell export', cwd: dirname(file) });
  terminal.show();
  // The formats and their options are the tool's to explain.
  terminal.sendText('cell export --help');
  const protocol = name === undefined ? '' : `--protocol ${name} `;
  terminal.sendText(`cell export ${JSON.stringify(basename(file))} ${protocol}--to `, false);
}

async function openPreview(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId === 'cell') {
    Preview.open(document);
  } else {
    await vscode.window.showInformationMessage('Open a .cell file first.');
  }
}

/** Shows the newest folder below `runs`, where `cell run` puts its results. */
async function openLastRun(): Promise<void> {
  const folders = [
    ...(vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    ...(vscode.window.activeTextEditor ? [dirname(vscode.window.activeTextEditor.document.uri.fsPath)] : []),
  ];
  for (const folder of folders) {
    const runs = join(folder, 'runs');
    const names = (await readdir(runs).catch(() => [] as string[])).sort();
    const last = names.at(-1);
    if (last !== undefined) {
      await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(join(runs, last)));
      return;
    }
  }
  void vscode.window.showInformationMessage('There is no run yet: simulate an experiment first.');
}
