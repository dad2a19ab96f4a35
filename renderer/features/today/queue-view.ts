import type { Board, TokenLine } from '../../../domain/contract/shapes.ts'

/** The tokens of one doctor in the order in which the screen shows them: in the room, waiting, skipped, done. */
function tokensOf(column: Board['columns'][number]): readonly TokenLine[] {
  const serving = column.serving ? [column.serving] : []
  return [...serving, ...column.waiting, ...column.skipped, ...column.done]
}

export type Direction = 'up' | 'down' | 'left' | 'right'

/** The token that an arrow key goes to: within the doctor's column, or the nearest row of the next doctor. */
export function neighbour(board: Board, selectedId: string | null, direction: Direction): TokenLine | undefined {
  const columns = board.columns.map(tokensOf)
  const at = columns.findIndex(tokens => tokens.some(token => token.id === selectedId))
  if (at === -1) return columns.find(tokens => tokens.length > 0)?.[0]
  const row = columns[at]?.findIndex(token => token.id === selectedId) ?? 0
  if (direction === 'up' || direction === 'down') {
    return columns[at]?.[row + (direction === 'down' ? 1 : -1)] ?? columns[at]?.[row]
  }
  const step = direction === 'right' ? 1 : -1
  for (let next = at + step; next >= 0 && next < columns.length; next += step) {
    const tokens = columns[next] ?? []
    if (tokens.length > 0) return tokens[Math.min(row, tokens.length - 1)]
  }
  return columns[at]?.[row]
}

export function findToken(board: Board | undefined, id: string | null): TokenLine | undefined {
  if (!board || id === null) return undefined
  return board.columns.flatMap(tokensOf).find(token => token.id === id)
}

/** From here on a wait is shown as long, besides its minutes. */
export const LONG_WAIT_MINUTES = 30

export type TokenMove = 'start' | 'hold' | 'skip' | 'recall' | 'finish' | 'no-show' | 'cancel'

/** Where each key leads; what a token may become is decided by the clinic, this only says which key makes sense. */
export const moves = {
  start: { from: ['created', 'called', 'skipped'], to: 'in-progress' },
  hold: { from: ['called', 'in-progress'], to: 'created' },
  skip: { from: ['created', 'called'], to: 'skipped' },
  recall: { from: ['skipped'], to: 'created' },
  finish: { from: ['in-progress'], to: 'fulfilled' },
  'no-show': { from: ['created', 'called', 'skipped'], to: 'cancelled' },
  cancel: { from: ['created', 'called', 'skipped'], to: 'cancelled' },
} as const satisfies Record<
  TokenMove,
  { readonly from: readonly TokenLine['status'][]; readonly to: TokenLine['status'] }
>

export const canMove = (token: TokenLine | undefined, move: TokenMove): boolean => {
  const from: readonly TokenLine['status'][] = moves[move].from
  return token !== undefined && from.includes(token.status)
}
