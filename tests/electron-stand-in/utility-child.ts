/** Gives a forked Node the `process.parentPort` of Electron's utility process, and its end together with its parent. */
import { EventEmitter } from 'node:events'

class ParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    process.send?.(message)
  }
}

const parentPort = new ParentPort()

// Messages wait in the channel until the application listens; listening earlier would lose those sent during its start.
parentPort.on('newListener', event => {
  if (event === 'message' && parentPort.listenerCount('message') === 0) {
    process.on('message', data => parentPort.emit('message', { data, ports: [] }))
  }
})
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
Object.assign(process, { parentPort, type: 'utility' })
