import * as vscode from 'vscode';
import { explainMissingTool, findTool } from './tool';

/** Starts `cell dap` for a session, and says what to debug where no launch configuration does. */
export class CellDebugging implements vscode.DebugAdapterDescriptorFactory, vscode.DebugConfigurationProvider {
  provideDebugConfigurations(): vscode.DebugConfiguration[] {
    return [{ ...standard(), program: '${file}' }];
  }

  resolveDebugConfiguration(
    _folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): vscode.DebugConfiguration | undefined {
    const document = vscode.window.activeTextEditor?.document;
    if (configuration.type === undefined && document?.languageId === 'cell') {
      Object.assign(configuration, standard());
    }
    if (configuration.program === undefined && document?.languageId === 'cell') {
      configuration.program = document.uri.fsPath;
    }
    if (configuration.program === undefined) {
      void vscode.window.showInformationMessage('Open a .cell file first, or say in `program` which one to debug.');
      return undefined;
    }
    return configuration;
  }

  async createDebugAdapterDescriptor(): Promise<vscode.DebugAdapterDescriptor | undefined> {
    const tool = findTool();
    if (tool === undefined) {
      await explainMissingTool();
      return undefined;
    }
    return new vscode.DebugAdapterExecutable(tool.command, [...tool.args, 'dap']);
  }
}

/** Debugs one experiment of a file, from its first step. */
export function debugExperiment(program: string, experiment?: string): Thenable<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(program));
  return vscode.debug.startDebugging(folder, { ...standard(), program, experiment });
}

function standard(): vscode.DebugConfiguration {
  return { type: 'cell', request: 'launch', name: 'Debug an experiment', stopOnEntry: true, stopAtEnd: true };
}
