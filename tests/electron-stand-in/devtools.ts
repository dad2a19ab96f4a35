/** The events of the DevTools protocol that the stand-in listens to, with the fields that it reads. */

type TargetInfo = { readonly targetId: string; readonly type: string; readonly openerId?: string }

export type PausedRequest = {
  readonly requestId: string
  readonly redirectedRequestId?: string
  readonly frameId: string
  readonly resourceType: string
  readonly request: {
    readonly url: string
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly postData?: string
  }
}

export type DevToolsEvents = {
  'Target.targetCreated': { readonly targetInfo: TargetInfo }
  'Target.targetDestroyed': { readonly targetId: string }
  'Target.targetCrashed': { readonly targetId: string }
  'Page.frameNavigated': { readonly frame: { readonly id: string; readonly url: string; readonly parentId?: string } }
  'Page.frameDetached': { readonly frameId: string }
  'Page.domContentEventFired': object
  'Page.loadEventFired': object
  'Page.windowOpen': { readonly url: string }
  'Page.javascriptDialogOpening': { readonly type: string; readonly message: string }
  'Runtime.executionContextCreated': {
    readonly context: { readonly id: number; readonly name: string; readonly auxData: { readonly frameId: string } }
  }
  'Runtime.bindingCalled': { readonly payload: string; readonly executionContextId: number }
  'Runtime.consoleAPICalled': {
    readonly type: string
    readonly args: readonly { readonly value?: unknown; readonly description?: string }[]
  }
  'Fetch.requestPaused': PausedRequest
}
