"""ics.py: reads a calendar (RFC 5545) on standard input by the rules of the RFC, apart from the program, and says what is
in it: a line an event, its properties in the order of their names. What breaks a rule ends it with a sentence."""
import re
import sys

raw = sys.stdin.buffer.read()
if not raw.endswith(b'\r\n'):
    sys.exit('the last line does not end')
lines = raw.split(b'\r\n')[:-1]
for line in lines:
    if b'\n' in line or b'\r' in line:
        sys.exit('a line ends otherwise than by CR LF')
    if len(line) > 75:
        sys.exit(f'a line has {len(line)} octets')
    line.decode('utf-8')  # 3.1: no character is split
text = raw.decode('utf-8').replace('\r\n ', '').replace('\r\n\t', '')


def unescape(value):
    if re.search(r'(?<!\\)(?:\\\\)*[;,]', value):
        sys.exit('a comma or semicolon is not escaped: ' + value)
    if re.search(r'(?<!\\)(?:\\\\)*\\[^\\;,nN]', value):
        sys.exit('what is no escape: ' + value)
    return re.sub(r'\\(.)', lambda m: '\n' if m.group(1) in 'nN' else m.group(1), value)


stack, event, events, head, uids = [], None, [], {}, set()
for line in text.split('\r\n')[:-1]:
    name, sep, value = line.partition(':')
    if not sep or not re.fullmatch(r'[A-Z0-9-]+', name):
        sys.exit('what is no line of content: ' + line)
    if name == 'BEGIN':
        stack.append(value)
        event = {} if value == 'VEVENT' else event
    elif name == 'END':
        if not stack or stack.pop() != value:
            sys.exit('an end without its beginning: ' + value)
        if value == 'VEVENT':
            for wanted in ('UID', 'DTSTAMP', 'DTSTART'):  # 3.6.1
                if wanted not in event:
                    sys.exit('an event has no ' + wanted)
            if event['UID'] in uids:
                sys.exit('two events are ' + event['UID'])
            uids.add(event['UID'])
            events.append(event)
    else:
        into = event if stack[-1] == 'VEVENT' else head
        if name in into:
            sys.exit(name + ' stands twice')
        if name in ('DTSTAMP', 'DTSTART', 'LAST-MODIFIED') and not re.fullmatch(r'\d{8}T\d{6}Z', value):
            sys.exit(f'{name} is no moment in UTC: {value}')
        if name in ('SEQUENCE',) and not value.isdigit():
            sys.exit('SEQUENCE is no number')
        into[name] = unescape(value) if name in ('SUMMARY', 'LOCATION', 'DESCRIPTION', 'UID', 'X-WR-CALNAME') else value
if stack:
    sys.exit('it has no end')
if head.get('VERSION') != '2.0' or 'PRODID' not in head:  # 3.6
    sys.exit('it has no version or no product')
print('calendar', head.get('X-WR-CALNAME'))
for event in events:
    print('|'.join(f'{name}={event[name]}' for name in sorted(event) if name not in ('DTSTAMP', 'LAST-MODIFIED')).replace('\n', '\\n'))
