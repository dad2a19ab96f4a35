/** What Chromium wants to load for one page: guarded as navigation, filtered by the session, served by a custom protocol. */
import { cancellable, type Cancellable } from './cancellable.ts'
import type { PausedRequest } from './devtools.ts'
import type { WebFrameMain } from './frames.ts'
import { fromChromium, handlerOf } from './protocol.ts'
import { defaultSession } from './session.ts'

type Navigation = Cancellable & {
  readonly url: string
  readonly isMainFrame: boolean
  readonly frame: WebFrameMain | null
}

export type RequestingPage = {
  readonly mainFrame: WebFrameMain
  readonly findFrame: (id: string) => WebFrameMain | undefined
  /** True once for an address that the application itself asked to load: that is never guarded. */
  readonly isAskedFor: (chromiumUrl: string) => boolean
  readonly emit: (event: string, navigation: Navigation, url: string) => boolean
  readonly send: (method: string, params: object) => Promise<unknown>
}

function isRefused(page: RequestingPage, { request, frameId, redirectedRequestId }: PausedRequest): boolean {
  const isMainFrame = frameId === page.mainFrame.frameToken
  const url = fromChromium(request.url)
  const frame = page.findFrame(frameId) ?? null
  const guards = redirectedRequestId
    ? ['will-redirect']
    : isMainFrame
      ? ['will-navigate', 'will-frame-navigate']
      : ['will-frame-navigate']
  if (!redirectedRequestId && page.isAskedFor(request.url)) return false
  return guards.some(guard => {
    const event = cancellable({ url, isMainFrame, frame })
    page.emit(guard, event, url)
    return event.defaultPrevented
  })
}

async function serve(page: RequestingPage, { requestId, request }: PausedRequest, url: string): Promise<void> {
  const handler = handlerOf(url)
  if (!handler) return void (await page.send('Fetch.continueRequest', { requestId }))
  const { method, headers, postData: body } = request
  const response = await handler(new Request(url, { method, headers, ...(body === undefined ? {} : { body }) }))
  await page.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  })
}

/** Answers one paused request; an error of the application's handler fails the request, as in Electron. */
export async function answerRequest(page: RequestingPage, paused: PausedRequest): Promise<void> {
  const { requestId, request, resourceType } = paused
  const fail = (errorReason: string) => page.send('Fetch.failRequest', { requestId, errorReason })
  const url = fromChromium(request.url)
  if (resourceType === 'Document' && isRefused(page, paused)) return void (await fail('Aborted'))
  if (new URL(url).pathname === '/favicon.ico') {
    return void (await page.send('Fetch.fulfillRequest', { requestId, responseCode: 204 }))
  }
  if (await defaultSession.webRequest.isCancelled({ url, method: request.method, resourceType })) {
    return void (await fail('BlockedByClient'))
  }
  try {
    await serve(page, paused, url)
  } catch (error) {
    console.error(error)
    await fail('Failed')
  }
}
