import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';
import { explainMissingTool, findTool } from './tool';

let client: LanguageClient | undefined;

/** Starts the language server, or says why it cannot. */
export async function startServer(): Promise<void> {
  const tool = findTool();
  if (tool === undefined) {
    void explainMissingTool();
    return;
  }
  const server: ServerOptions = { command: tool.command, args: [...tool.args, 'lsp'] };
  const options: LanguageClientOptions = {
    documentSelector: [{ language: 'cell' }],
    initializationOptions: vscode.workspace.getConfiguration('cell'),
    synchronize: { configurationSection: 'cell', fileEvents: vscode.workspace.createFileSystemWatcher('**/{*.cell,cell.lock}') },
  };
  client = new LanguageClient('cell', 'Cell', server, options);
  await client.start();
}

export async function stopServer(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.stop();
}

export async function restartServer(): Promise<void> {
  await stopServer();
  await startServer();
}
