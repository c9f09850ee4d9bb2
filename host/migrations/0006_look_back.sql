-- Takedowns that the host made alone, because the component gave no answer: asked for with every case that is read, so that they are recorded in
-- it as soon as the component answers again.
CREATE INDEX audit_emergencies ON audit (site, item, seq) WHERE code = 'emergency-withdrawal';
-- Items that were ever published: what is due after a release is looked for among them.
CREATE INDEX events_published ON events (site, item) WHERE kind = 'published';
