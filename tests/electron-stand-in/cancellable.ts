/** An event object whose default can be prevented, as the listeners of `app`, windows and web contents receive it. */
export type Cancellable = { readonly defaultPrevented: boolean; preventDefault: () => void }

export function cancellable<T extends object>(details: T): T & Cancellable {
  let prevented = false
  return Object.defineProperty({ ...details, preventDefault: () => void (prevented = true) }, 'defaultPrevented', {
    get: () => prevented,
  }) as T & Cancellable
}
