/** The frames of one page, as `event.senderFrame` and `webContents.mainFrame` show them. */
import { fromChromium, originOf } from './protocol.ts'

export class WebFrameMain {
  readonly frameToken: string
  readonly parent: WebFrameMain | null
  url = 'about:blank'
  detached = false

  constructor(frameToken: string, parent: WebFrameMain | null) {
    this.frameToken = frameToken
    this.parent = parent
  }

  get origin(): string {
    return originOf(this.url)
  }

  get top(): WebFrameMain {
    return this.parent?.top ?? this
  }
}

export class Frames {
  readonly main: WebFrameMain
  #frames = new Map<string, WebFrameMain>()

  constructor(mainId: string) {
    this.main = new WebFrameMain(mainId, null)
    this.#frames.set(mainId, this.main)
  }

  find(id: string): WebFrameMain | undefined {
    return this.#frames.get(id)
  }

  navigated(id: string, url: string, parentId: string | undefined): WebFrameMain {
    const frame = this.#frames.get(id) ?? new WebFrameMain(id, (parentId && this.#frames.get(parentId)) || this.main)
    this.#frames.set(id, frame)
    frame.url = fromChromium(url)
    return frame
  }

  detached(id: string): void {
    const frame = this.#frames.get(id)
    if (frame) frame.detached = true
    this.#frames.delete(id)
  }
}
