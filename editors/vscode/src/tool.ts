import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as vscode from 'vscode';

/** How the `cell` command is started. */
export interface Tool {
  readonly command: string;
  readonly args: readonly string[];
}

/** The tool that the settings name, else the one on the PATH; undefined where there is none. */
export function findTool(): Tool | undefined {
  const path = vscode.workspace.getConfiguration('cell').get<string>('server.path', '').trim();
  if (path.endsWith('.dll')) {
    return existsSync(path) ? { command: 'dotnet', args: [path] } : undefined;
  }
  if (path !== '') {
    return existsSync(path) ? { command: path, args: [] } : undefined;
  }
  const name = process.platform === 'win32' ? 'cell.exe' : 'cell';
  const found = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
  return found ? { command: 'cell', args: [] } : undefined;
}

/** Says how to get the tool, once. */
export async function explainMissingTool(): Promise<void> {
  const settings = 'Set its path';
  const chosen = await vscode.window.showWarningMessage(
    'The `cell` command was not found on the PATH. Without it there are colours and snippets, but nothing is checked.',
    settings,
  );
  if (chosen === settings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'cell.server.path');
  }
}

/** What a run of the tool said. */
export interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly error: string;
}

/** Runs the tool to its end, or until it is cancelled. */
export function runTool(tool: Tool, args: readonly string[], folder: string, cancel?: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(tool.command, [...tool.args, ...args], { cwd: folder, signal: cancel });
    let output = '';
    let error = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (output += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (error += part));
    child.on('error', (problem) => resolve({ code: -1, output, error: String(problem) }));
    child.on('close', (code) => resolve({ code: code ?? -1, output, error }));
  });
}
