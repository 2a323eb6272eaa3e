import type { components } from './schema'

type Schemas = components['schemas']

export type Me = Schemas['Me']
export type RoomView = Schemas['RoomView']
export type RoomSettings = Schemas['RoomSettings']
export type StreamView = Schemas['StreamView']
export type StreamState = StreamView['state']
export type StreamReason = Schemas['StreamReason']
export type StreamWish = Schemas['StreamWish']
export type DoorView = Schemas['DoorView']
export type Share = Schemas['Share']
export type ShareView = Schemas['ShareView']
export type DirectoryResults = Schemas['DirectoryResults']
export type Invitation = Schemas['Invitation']
export type InvitationView = Schemas['InvitationView']
