/** Gives a forked Node the `process.parentPort` of Electron's utility process, and its end together with its parent. */
import { EventEmitter } from 'node:events'

/** Without its parent a utility process is gone at once, in the middle of whatever it does. */
const end = () => process.kill(process.pid, 'SIGKILL')

class ParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    process.send?.(message, undefined, {}, error => error && end())
  }
}

const parentPort = new ParentPort()

// Messages wait in the channel until the application listens; listening earlier would lose those sent during its start.
parentPort.on('newListener', event => {
  if (event === 'message' && parentPort.listenerCount('message') === 0) {
    process.on('message', data => parentPort.emit('message', { data, ports: [] }))
  }
})
process.on('disconnect', end)
Object.assign(process, { parentPort, type: 'utility' })
