import { basename } from 'node:path';
import * as vscode from 'vscode';
import { findTool } from './tool';

interface CellTask extends vscode.TaskDefinition {
  readonly command: string;
  readonly file: string;
}

/** Offers what can be done with the open procedure as tasks, and makes tasks of what `tasks.json` says. */
export class CellTasks implements vscode.TaskProvider {
  provideTasks(): vscode.Task[] {
    const file = vscode.window.activeTextEditor?.document;
    if (file?.languageId !== 'cell' || file.uri.scheme !== 'file') {
      return [];
    }
    return ['check', 'run', 'plan'].map((command) => makeTask({ type: 'cell', command, file: file.uri.fsPath }));
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const definition = task.definition as CellTask;
    return definition.command && definition.file ? makeTask(definition) : undefined;
  }
}

/** A task that runs one command of the tool on one file; its findings become problems. */
export function makeTask(definition: CellTask, more: readonly string[] = []): vscode.Task {
  const tool = findTool() ?? { command: 'cell', args: [] };
  const args = [...tool.args, definition.command, definition.file, ...more];
  const task = new vscode.Task(
    definition,
    vscode.TaskScope.Workspace,
    `${definition.command} ${basename(definition.file)}`,
    'cell',
    new vscode.ProcessExecution(tool.command, args),
    '$cell',
  );
  task.presentationOptions = { clear: true, reveal: vscode.TaskRevealKind.Always };
  if (definition.command === 'check') {
    task.group = vscode.TaskGroup.Build;
  }
  return task;
}
