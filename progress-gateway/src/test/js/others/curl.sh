#!/bin/bash
# Follows a stream by curl: a line for each event, and one for the end.
address=$1 token=$2
status='' last='' retry=1000
while [ "$status" != 204 ]; do
  [ -z "$status" ] || { echo broken; sleep $((retry / 1000)).$(printf %03d $((retry % 1000))); }
  id=$last name='' data=''
  while IFS= read -r line; do
    case $line in
      *'#status '*) status=${line##*#status } ;;
      'retry: '*) retry=${line#retry: } ;;
      'id: '*) id=${line#id: } ;;
      'event: '*) name=${line#event: } ;;
      'data: '*) data=${line#data: } ;;
      '')
        # Only a blank line makes an event: half a one counts for nothing.
        [ -z "$data" ] || { echo "event $id $name"; last=$id; }
        name='' data=''
        ;;
    esac
  done < <(curl -sN -H "Authorization: Bearer $token" ${last:+-H "Last-Event-ID: $last"} \
    -w '#status %{http_code}\n' "$address")
done
echo "ended $status"
