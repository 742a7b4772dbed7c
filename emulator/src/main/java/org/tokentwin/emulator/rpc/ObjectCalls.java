package org.tokentwin.emulator.rpc;

import java.util.List;
import java.util.Map;
import org.tokentwin.emulator.cryptoki.AttributeQuery;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** Object management. */
final class ObjectCalls {
    private ObjectCalls() {}

    static void addTo(Map<RpcCall, CallHandler> handlers) {
        handlers.put(
                RpcCall.C_CREATE_OBJECT,
                (application, in, out) -> out.ulong(application.createObject(in.ulong(), in.attributes())));
        handlers.put(
                RpcCall.C_COPY_OBJECT,
                (application, in, out) -> out.ulong(application.copyObject(in.ulong(), in.ulong(), in.attributes())));
        handlers.put(
                RpcCall.C_DESTROY_OBJECT, (application, in, out) -> application.destroyObject(in.ulong(), in.ulong()));
        handlers.put(
                RpcCall.C_GET_OBJECT_SIZE,
                (application, in, out) -> out.ulong(application.getObjectSize(in.ulong(), in.ulong())));
        handlers.put(RpcCall.C_GET_ATTRIBUTE_VALUE, ObjectCalls::getAttributeValue);
        handlers.put(
                RpcCall.C_SET_ATTRIBUTE_VALUE,
                (application, in, out) -> application.setAttributeValue(in.ulong(), in.ulong(), in.attributes()));
        handlers.put(
                RpcCall.C_FIND_OBJECTS_INIT,
                (application, in, out) -> application.findObjectsInit(in.ulong(), in.attributes()));
        handlers.put(RpcCall.C_FIND_OBJECTS, ObjectCalls::findObjects);
        handlers.put(RpcCall.C_FIND_OBJECTS_FINAL, (application, in, out) -> application.findObjectsFinal(in.ulong()));
    }

    /** The handles come in any case: there are never more than there is room for. */
    private static void findObjects(Cryptoki application, RpcReader in, RpcWriter out) {
        out.ulongs(application.findObjects(in.ulong(), in.ulongRoom()));
    }

    /** Each attribute is answered whatever becomes of the others; which error wins is said behind them. */
    private static void getAttributeValue(Cryptoki application, RpcReader in, RpcWriter out) {
        long session = in.ulong();
        long object = in.ulong();
        AttributeQuery query = new AttributeQuery(in.attributeRooms());
        List<AttributeResult> results = query.ask(application, session, object);
        out.uint32(results.size());
        for (int i = 0; i < results.size(); i++) {
            TemplateRoom room = TemplateRoom.of(query.rooms().get(i));
            AttributeResult result = results.get(i);
            result.value()
                    .ifPresentOrElse(
                            value -> AttributeCodec.write(out, value, room),
                            () -> AttributeCodec.writeAbsent(out, result.type()));
        }
        out.ulong(AttributeQuery.returnValue(results).code());
    }
}
