/** The whole bridge between a page of CareSync and the shell. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { ClinicEvent } from '../domain/contract/contract.ts'
import type { DesktopBridge } from '../domain/contract/desktop.ts'

const call = (name: string, input: unknown) => ipcRenderer.invoke('call', { name, input })

const bridge: DesktopBridge = {
  call,
  on: listener => {
    const forward = (_event: IpcRendererEvent, event: ClinicEvent) => listener(event)
    ipcRenderer.on('event', forward)
    return () => void ipcRenderer.off('event', forward)
  },
  ready: () => call('desktop.ready', {}),
  print: jobId => call('desktop.print', { jobId }),
  savePdf: jobId => call('desktop.savePdf', { jobId }),
  printers: () => call('desktop.printers', {}),
  updateState: () => call('desktop.updateState', {}),
  installUpdate: () => call('desktop.installUpdate', {}),
  chooseBackup: () => call('desktop.chooseBackup', {}),
}

contextBridge.exposeInMainWorld('caresync', bridge)
