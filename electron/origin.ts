/** The one origin that CareSync's own pages have. */
export const SCHEME = 'app'
export const HOST = 'caresync'
export const ORIGIN = `${SCHEME}://${HOST}`

/** Whether an address is one of our own pages; compared after parsing, never by its beginning. */
export function isOurs(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host, username, password } = new URL(url)
  return protocol === `${SCHEME}:` && host === HOST && username === '' && password === ''
}
