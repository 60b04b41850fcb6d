// Writes the descriptors that protobuf JSON needs of every message that istioctl links in: the shape of
// src/istio/protojson/schema.json is described in src/istio/protojson/Schema.ts. Run by generate.sh.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// Messages of these packages can stand in a dump, inside an Any if nowhere else.
var rootPackages = []string{
	"envoy.config.", "envoy.extensions.", "envoy.type.", "envoy.tcp.", "envoy.watchdog.", "xds.", "udpa.", "istio.envoy.", "io.istio.", "stats.",
	"google.api.expr.v1alpha1.", "google.rpc.Status",
}

// And these of the admin API.
var rootMessages = []string{
	"BootstrapConfigDump", "ListenersConfigDump", "ClustersConfigDump", "RoutesConfigDump", "ScopedRoutesConfigDump",
	"EndpointsConfigDump", "SecretsConfigDump", "EcdsConfigDump", "ClusterStatus",
}

// Messages with a JSON form of their own.
var wellKnown = map[protoreflect.FullName]string{
	"google.protobuf.Any": "A", "google.protobuf.Duration": "D", "google.protobuf.Timestamp": "T",
	"google.protobuf.Struct": "S", "google.protobuf.Value": "V", "google.protobuf.ListValue": "L",
	"google.protobuf.BoolValue": "Wb", "google.protobuf.BytesValue": "Wy", "google.protobuf.StringValue": "Ws",
	"google.protobuf.Int32Value": "Wi", "google.protobuf.UInt32Value": "Wi", "google.protobuf.FloatValue": "Wf",
	"google.protobuf.Int64Value": "Wl", "google.protobuf.UInt64Value": "Wl", "google.protobuf.DoubleValue": "Wd",
}

type schema struct {
	Messages []string `json:"messages"`
	Enums    []string `json:"enums"`
}

type collector struct {
	messages map[protoreflect.FullName]protoreflect.MessageDescriptor
	enums    map[protoreflect.FullName]protoreflect.EnumDescriptor
}

func (c *collector) addMessage(message protoreflect.MessageDescriptor) {
	name := message.FullName()
	if _, seen := c.messages[name]; seen || wellKnown[name] != "" {
		return
	}
	if !message.IsMapEntry() {
		c.messages[name] = message
	}
	for i := 0; i < message.Fields().Len(); i++ {
		field := message.Fields().Get(i)
		if field.Message() != nil {
			c.addMessage(field.Message())
		}
		if field.Enum() != nil {
			c.enums[field.Enum().FullName()] = field.Enum()
		}
	}
}

func isRoot(message protoreflect.MessageDescriptor) bool {
	name := string(message.FullName())
	for _, prefix := range rootPackages {
		if strings.HasPrefix(name, prefix) {
			return !message.IsMapEntry()
		}
	}
	for _, root := range rootMessages {
		if name == "envoy.admin.v3."+root {
			return true
		}
	}
	return false
}

func main() {
	c := collector{map[protoreflect.FullName]protoreflect.MessageDescriptor{}, map[protoreflect.FullName]protoreflect.EnumDescriptor{}}
	protoregistry.GlobalTypes.RangeMessages(func(t protoreflect.MessageType) bool {
		if isRoot(t.Descriptor()) {
			c.addMessage(t.Descriptor())
		}
		return true
	})
	messageNames, enumNames := sortedKeys(c.messages), sortedKeys(c.enums)
	out := schema{}
	for _, name := range messageNames {
		words := []string{string(name)}
		fields := c.messages[name].Fields()
		for i := 0; i < fields.Len(); i++ {
			words = append(words, describeField(fields.Get(i), messageNames, enumNames))
		}
		out.Messages = append(out.Messages, strings.Join(words, " "))
	}
	for _, name := range enumNames {
		words := []string{string(name)}
		values := c.enums[name].Values()
		for i := 0; i < values.Len(); i++ {
			word := string(values.Get(i).Name())
			if int(values.Get(i).Number()) != i {
				word = fmt.Sprintf("%s=%d", word, values.Get(i).Number())
			}
			words = append(words, word)
		}
		out.Enums = append(out.Enums, strings.Join(words, " "))
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(out); err != nil {
		panic(err)
	}
}

func describeField(field protoreflect.FieldDescriptor, messages, enums []protoreflect.FullName) string {
	name := string(field.Name())
	if field.JSONName() != camelCase(name) {
		name += "=" + field.JSONName()
	}
	mark := ""
	kind := ""
	switch {
	case field.IsMap():
		mark = map[bool]string{true: "%", false: "#"}[field.MapKey().Kind() == protoreflect.StringKind]
		kind = describeKind(field.MapValue(), messages, enums)
	case field.IsList():
		mark, kind = "*", describeKind(field, messages, enums)
	default:
		kind = describeKind(field, messages, enums)
		if oneof := field.ContainingOneof(); oneof != nil && !oneof.IsSynthetic() {
			mark = fmt.Sprintf("%d|", oneof.Index())
		} else if field.HasPresence() && field.Message() == nil {
			mark = "?"
		}
	}
	return name + ":" + mark + kind
}

func describeKind(field protoreflect.FieldDescriptor, messages, enums []protoreflect.FullName) string {
	switch field.Kind() {
	case protoreflect.BoolKind:
		return "b"
	case protoreflect.StringKind:
		return "s"
	case protoreflect.BytesKind:
		return "y"
	case protoreflect.FloatKind:
		return "f"
	case protoreflect.DoubleKind:
		return "d"
	case protoreflect.EnumKind:
		if field.Enum().FullName() == "google.protobuf.NullValue" {
			return "n"
		}
		return fmt.Sprintf("e%d", indexOf(enums, field.Enum().FullName()))
	case protoreflect.MessageKind, protoreflect.GroupKind:
		if code := wellKnown[field.Message().FullName()]; code != "" {
			return code
		}
		return fmt.Sprintf("m%d", indexOf(messages, field.Message().FullName()))
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind, protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return "l"
	default:
		return "i"
	}
}

func camelCase(name string) string {
	out := strings.Builder{}
	upper := false
	for _, r := range name {
		switch {
		case r == '_':
			upper = true
		case upper && r >= 'a' && r <= 'z':
			out.WriteRune(r - 'a' + 'A')
			upper = false
		default:
			out.WriteRune(r)
			upper = false
		}
	}
	return out.String()
}

func sortedKeys[V any](m map[protoreflect.FullName]V) []protoreflect.FullName {
	keys := make([]protoreflect.FullName, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	return keys
}

func indexOf(names []protoreflect.FullName, name protoreflect.FullName) int {
	return sort.Search(len(names), func(i int) bool { return names[i] >= name })
}
