/** The table that every kind of data is held to: a column of each type. */
import type {Resource} from '../../pipeline/types.ts'

export const regions: Omit<Resource, 'path' | 'format'> = {
  name: 'regions',
  fields: [
    {name: 'id', type: 'string'},
    {name: 'name', type: 'string'},
    {name: 'people', type: 'integer'},
    {name: 'share', type: 'number'},
    {name: 'since', type: 'date'},
    {name: 'open', type: 'boolean'}
  ],
  primaryKey: ['id'],
  foreignKeys: []
}
